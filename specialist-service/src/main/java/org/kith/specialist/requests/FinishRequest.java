package org.kith.specialist.requests;

import org.kith.specialist.practitioners.PractitionerId;

/** The practitioner's work on the request is done. */
public record FinishRequest(RequestId request, PractitionerId by) {}
