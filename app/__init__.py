"""The outer shell: settings, bootstrap, the command line, the web page and the adapters of real parts."""
