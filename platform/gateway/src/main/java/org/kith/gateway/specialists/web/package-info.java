/** The pages of specialist practitioners and of those who find one. */
@NullMarked
package org.kith.gateway.specialists.web;

import org.jspecify.annotations.NullMarked;
