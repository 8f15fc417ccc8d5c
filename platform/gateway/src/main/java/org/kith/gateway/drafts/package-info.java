/** Forms that are not sent yet: kept by the service that owns the form, listed, gone on with and thrown away. */
@NullMarked
package org.kith.gateway.drafts;

import org.jspecify.annotations.NullMarked;
