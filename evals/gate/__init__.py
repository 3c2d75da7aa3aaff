"""The regression gate: runs the suites, compares with the accepted answers, and says what became worse and why."""
