package org.kith.platform.inbox;

/** Makes feeds. A service has one feed per topic it hears; its bean is the function that Spring Cloud Stream binds. */
public interface Feeds {

    /**
     * A feed that hears one publisher under one name.
     *
     * @param publisher the service whose facts are heard: referral, allocation, specialist or outcomes
     * @param consumer the name this hearing has for ever, such as {@code allocation.referrals}; positions are kept under it
     */
    Feed hear(String publisher, String consumer);
}
