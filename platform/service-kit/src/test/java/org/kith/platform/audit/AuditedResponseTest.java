package org.kith.platform.audit;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import org.junit.jupiter.api.Test;
import org.kith.platform.refusal.NotNow;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Found by seed 1 of the campaign: PostgreSQL was killed between a fault and its audit row, and the caller got an empty 200. */
class AuditedResponseTest {

    @Test
    void an_answer_whose_row_cannot_be_written_is_never_an_empty_success() throws Exception {
        // given a database that closes the connection, which looks like an asker who went away
        Filter audited = (request, response, chain) -> {
            var guarded = new AuditedResponse((HttpServletResponse) response, status -> {
                throw new NotNow("audit-not-available", "The row could not be written", new EOFException());
            });
            chain.doFilter(request, guarded);
            guarded.settle();
        };
        var doors = MockMvcBuilders.standaloneSetup(new Door())
                .setControllerAdvice(new Advice())
                .addFilters(audited)
                .build();

        // when, then
        doors.perform(get("/door"))
                .andExpect(status().isServiceUnavailable())
                .andExpect(header().exists("Retry-After"));
    }

    @RestController
    static class Door {

        @GetMapping("/door")
        String open() {
            throw new IllegalStateException("The transaction could not be rolled back");
        }
    }

    @RestControllerAdvice
    static class Advice {

        @ExceptionHandler
        ResponseEntity<String> anything(IllegalStateException fault) {
            return ResponseEntity.internalServerError().body("Something went wrong");
        }
    }
}
