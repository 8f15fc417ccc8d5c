package org.kith.platform.security;

/** What an act is about. */
public sealed interface What {

    /** Nothing in particular: may it be done at all, somewhere? */
    record Anything() implements What {}

    /** One team. */
    record Team(String code) implements What {}

    /** The family of the situation. */
    record Family() implements What {}
}
