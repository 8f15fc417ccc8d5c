/** The page that says whether Kith works; it asks no service, so that it is there when they are not. */
@NullMarked
package org.kith.gateway.status.web;

import org.jspecify.annotations.NullMarked;
