/** The pages of a family, and what is done with it. */
@NullMarked
package org.kith.gateway.families.web;

import org.jspecify.annotations.NullMarked;
