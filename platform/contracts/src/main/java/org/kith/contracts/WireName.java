package org.kith.contracts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name of a fact on the wire and the topic it is said on. Neither changes when the Java type is renamed or moved. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface WireName {

    /** Noun, verb in the past tense and version, dotted: {@code referral.accepted.v1}. */
    String value();

    /** The topic; <code>{council}</code> stands for the council's ONS code where each council has a topic of its own. */
    String topic();
}
