"""What callers of the demonstration want: one block a matter.

``== category kind``, then ``?`` subjects, ``|`` descriptions, ``-`` what the agent notes during the call and ``>`` how
it ends; a line that begins with two spaces goes on. Names in braces are particulars, see ``matters``.
"""
