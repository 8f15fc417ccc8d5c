/** The pages on which a person is corrected and clashes are merged. */
@NullMarked
package org.kith.gateway.corrections.web;

import org.jspecify.annotations.NullMarked;
