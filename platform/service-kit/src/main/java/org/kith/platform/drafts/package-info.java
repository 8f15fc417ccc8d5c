/** Forms that are not sent yet, kept by the service that owns the form: saved as typed, listed, thrown away, gone by rule. */
@NullMarked
package org.kith.platform.drafts;

import org.jspecify.annotations.NullMarked;
