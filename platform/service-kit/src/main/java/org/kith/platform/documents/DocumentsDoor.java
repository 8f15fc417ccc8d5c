package org.kith.platform.documents;

import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import java.util.Map;
import java.util.TreeSet;
import org.kith.platform.inbox.Feed;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the AsyncAPI document; springdoc serves OpenAPI beside it. */
@RestController
class DocumentsDoor {

    private final AsyncApi asyncApi;
    private final ObjectProvider<Feed> feeds;

    DocumentsDoor(AsyncApi asyncApi, ObjectProvider<Feed> feeds) {
        this.asyncApi = asyncApi;
        this.feeds = feeds;
    }

    @GetMapping("/asyncapi")
    @SecurityRequirements // none: it tells nothing about anybody
    Map<String, Object> asyncApi() {
        var heard = new TreeSet<String>();
        feeds.forEach(feed -> heard.addAll(feed.wireNames()));
        return asyncApi.document(heard);
    }
}
