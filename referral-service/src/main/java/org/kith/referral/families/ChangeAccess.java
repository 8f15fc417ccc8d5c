package org.kith.referral.families;

import org.kith.platform.security.AccessLists;
import org.kith.referral.households.FamilyId;

/**
 * Decide which workers may see a family.
 *
 * @param lists both lists, whole; the same as before says that they were looked at again and stay
 * @param seen the lists that whoever decides had before their eyes
 * @param reason why, in their words
 */
public record ChangeAccess(FamilyId family, AccessLists lists, AccessLists seen, String reason, String by) {}
