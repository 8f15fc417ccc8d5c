package org.kith.specialist.practitioners.web;

import java.util.List;
import org.kith.specialist.practitioners.PractitionerRow;

/**
 * A page of the list of practitioners.
 *
 * @param total how long the list is
 * @param items who they are, by team, the pool last
 */
record PractitionersView(long total, List<PractitionerRow> items) {}
