"""Where the frozen phone engine begins."""

from telephony.engine.__main__ import main

main()
