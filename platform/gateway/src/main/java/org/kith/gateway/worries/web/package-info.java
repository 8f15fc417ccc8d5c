/** The pages to raise a worry and to read its receipt. */
@NullMarked
package org.kith.gateway.worries.web;

import org.jspecify.annotations.NullMarked;
