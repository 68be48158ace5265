"""The practice network: the other end of Twilio and of OpenAI Realtime, on the same wires, with people who speak.

A call takes this way: carrier ─▶ exchange ─▶ leg ─▶ line ─▶ handset ─▶ callee; stream carries the line's sound to the
customer. model is the speech model at the customer's other socket. Neither engine nor call-handler is imported here.
"""
