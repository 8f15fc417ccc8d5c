package org.kith.broken.families;

import org.springframework.http.HttpStatus;

/** Sleeps, talks to the console and knows HTTP. */
public class RestlessClock {

    HttpStatus status = HttpStatus.OK;

    void rest() throws InterruptedException {
        Thread.sleep(1);
        System.out.println(status);
    }
}
