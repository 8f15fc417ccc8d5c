package org.kith.specialist.requests;

import org.kith.specialist.practitioners.PractitionerId;

/** A person gives the request to a practitioner of their choice. */
public record AssignRequest(RequestId request, PractitionerId practitioner) {}
