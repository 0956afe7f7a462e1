"""The post: carries a message to a mail server, a chat robot or an SMS gateway, and says what became of it."""
