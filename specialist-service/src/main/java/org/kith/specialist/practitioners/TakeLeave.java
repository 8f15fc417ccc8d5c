package org.kith.specialist.practitioners;

import java.time.LocalDate;

/** Give a practitioner nothing new from one day to another, both included; what they hold stays with them. */
public record TakeLeave(PractitionerId practitioner, LocalDate from, LocalDate until) {}
