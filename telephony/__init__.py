"""SIP as a phone line; the only place that knows PJSIP."""
