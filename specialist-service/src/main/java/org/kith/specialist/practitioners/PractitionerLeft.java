package org.kith.specialist.practitioners;

/** A practitioner's last day has passed; what they hold goes to others. */
public record PractitionerLeft(PractitionerId practitioner) {}
