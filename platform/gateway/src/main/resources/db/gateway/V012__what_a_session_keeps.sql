-- What was searched for is kept with the session, so that a page of results can be opened again.
comment on column spring_session_attributes.attribute_bytes is 'special: tokens, who signed in, the words of their last ten searches until they sign out or the session ends, and for minutes what was typed into a form when a session had ended';
