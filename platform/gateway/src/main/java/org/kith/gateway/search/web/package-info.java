/** The pages of search; no address of theirs has a person in it. */
@NullMarked
package org.kith.gateway.search.web;

import org.jspecify.annotations.NullMarked;
