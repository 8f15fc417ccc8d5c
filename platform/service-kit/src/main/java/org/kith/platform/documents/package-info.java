/** What a service offers, as documents made from its code: OpenAPI for its doors, AsyncAPI for its topics. */
@NullMarked
package org.kith.platform.documents;

import org.jspecify.annotations.NullMarked;
