package org.kith.gateway.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Away;
import org.kith.gateway.neighbours.Away.Missing;
import org.kith.gateway.neighbours.SaidNo;
import org.kith.gateway.signin.KeptForm;
import org.kith.gateway.signin.SignInAgain;
import org.kith.gateway.signin.SignInEnded;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.ModelAndView;

/** What every page knows, and what it does when it cannot be shown. */
@ControllerAdvice(annotations = Controller.class)
class EveryPage {

    private static final String TROUBLE = "trouble";

    private final Readers readers;
    private final Words words;
    private final Clock clock;
    private final boolean demo;
    private final String council;
    private final String dutyTelephone;

    EveryPage(
            Readers readers,
            Words words,
            Clock clock,
            @Value("${kith.demo}") boolean demo,
            @Value("${kith.gateway.council-name}") String council,
            @Value("${kith.gateway.duty-telephone}") String dutyTelephone) {
        this.readers = readers;
        this.words = words;
        this.clock = clock;
        this.demo = demo;
        this.council = council;
        this.dutyTelephone = dutyTelephone;
    }

    @ModelAttribute("reader")
    @Nullable Reader reader(HttpServletRequest request) {
        return readers.of(request);
    }

    @ModelAttribute("here")
    String here(HttpServletRequest request) {
        return request.getRequestURI();
    }

    /** Before anything is asked, so that a page learns of whatever changed since. */
    @ModelAttribute("openedAt")
    Instant openedAt() {
        return clock.instant();
    }

    @ModelAttribute("demo")
    boolean demo() {
        return demo;
    }

    @ModelAttribute("council")
    String council() {
        return council;
    }

    /** Where people reach the council about a child at any hour; empty where none was told. */
    @ModelAttribute("dutyTelephone")
    String dutyTelephone() {
        return dutyTelephone;
    }

    @ExceptionHandler
    ModelAndView endedWhileReading(SignInEnded ended, HttpServletRequest request, HttpServletResponse response) {
        return new ModelAndView("redirect:" + SignInAgain.at(request, response));
    }

    @ExceptionHandler
    ModelAndView refused(SaidNo no, HttpServletRequest request, HttpServletResponse response) {
        return switch (no.status()) {
            case 401 -> new ModelAndView("redirect:" + SignInAgain.at(request, response));
            case 404 ->
                trouble(
                        HttpStatus.NOT_FOUND,
                        "Not found",
                        sentence(no, "There is no such record, or you may not see it."),
                        request,
                        null);
            case 403 ->
                trouble(
                        HttpStatus.FORBIDDEN,
                        "You may not see this",
                        sentence(no, "Your role does not give you this page."),
                        request,
                        null);
            case 429 ->
                trouble(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "Too much at once",
                        "Wait a minute, then try again.",
                        request,
                        null);
            default ->
                trouble(
                        HttpStatus.valueOf(no.status()),
                        "This could not be done",
                        sentence(no, "Go back and try again."),
                        request,
                        null);
        };
    }

    @ExceptionHandler
    ModelAndView away(Away away, HttpServletRequest request) {
        return trouble(
                HttpStatus.SERVICE_UNAVAILABLE,
                "Part of Kith is away",
                "%s has not answered since %s. It is known. Try again in a minute."
                        .formatted(
                                away.missing().part(), words.time(away.missing().since())),
                request,
                away.missing());
    }

    @ExceptionHandler
    ModelAndView tooLarge(MaxUploadSizeExceededException tooLarge, HttpServletRequest request) {
        return trouble(
                HttpStatus.CONTENT_TOO_LARGE,
                "The file is too large",
                "A file may have 5 MB. Split it and send the parts one after another; nothing was taken.",
                request,
                null);
    }

    private ModelAndView trouble(
            HttpStatus status, String title, String says, HttpServletRequest request, @Nullable Missing missing) {
        var page = new ModelAndView(TROUBLE, Map.of("title", title, "says", says), status);
        page.addObject("missing", missing);
        // nobody types it a second time
        page.addObject("kept", KeptForm.sentWith(request).orElse(null));
        page.addObject("reader", readers.of(request));
        page.addObject("here", request.getRequestURI());
        page.addObject("demo", demo);
        page.addObject("council", council);
        page.addObject("dutyTelephone", dutyTelephone);
        return page;
    }

    private static String sentence(SaidNo no, String otherwise) {
        String detail = no.said().detail();
        return detail == null || detail.isBlank() ? otherwise : detail + ".";
    }
}
