package org.kith.identity.pages.web;

import org.kith.identity.IdentitySettings;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page knows: whose service it is, where it leads back to, and whether the people in it are made up. */
@ControllerAdvice(annotations = Controller.class)
class EveryPage {

    private final String gateway;
    private final String council;
    private final boolean demo;

    EveryPage(
            IdentitySettings settings,
            @Value("${kith.identity.council-name}") String council,
            @Value("${kith.demo}") boolean demo) {
        this.gateway = settings.gatewayAddress().toString();
        this.council = council;
        this.demo = demo;
    }

    @ModelAttribute("gateway")
    String gateway() {
        return gateway;
    }

    @ModelAttribute("council")
    String council() {
        return council;
    }

    @ModelAttribute("demo")
    boolean demo() {
        return demo;
    }
}
