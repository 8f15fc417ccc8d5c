package org.kith.specialist.practitioners;

/** A practitioner wants the e-mail digest, or wants it no more. */
public record ChooseDigest(PractitionerId practitioner, boolean wanted) {}
