"""The mentor's mind: ports, events, errors, the career model, and one vertical slice per capability."""
