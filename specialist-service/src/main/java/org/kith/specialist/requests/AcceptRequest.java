package org.kith.specialist.requests;

import org.kith.specialist.practitioners.PractitionerId;

/** The practitioner takes on what was assigned to them. */
public record AcceptRequest(RequestId request, PractitionerId by) {}
