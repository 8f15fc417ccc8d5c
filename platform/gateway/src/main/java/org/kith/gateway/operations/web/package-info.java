/** The pages of operators. */
@NullMarked
package org.kith.gateway.operations.web;

import org.jspecify.annotations.NullMarked;
