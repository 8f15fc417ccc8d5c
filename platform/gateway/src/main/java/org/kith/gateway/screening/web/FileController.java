package org.kith.gateway.screening.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Away;
import org.kith.gateway.neighbours.SaidNo;
import org.kith.gateway.pages.Field;
import org.kith.gateway.pages.FormPage;
import org.kith.gateway.pages.Problems;
import org.kith.gateway.pages.Words;
import org.kith.gateway.screening.Screening;
import org.kith.gateway.signin.Tokens;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Sending a file of referrals, such as the night's notices, and seeing what became of each row. */
@Controller
class FileController {

    private static final String FORM = "form";

    private final Screening screening;
    private final Tokens tokens;
    private final Words words;

    FileController(Screening screening, Tokens tokens, Words words) {
        this.screening = screening;
        this.tokens = tokens;
        this.words = words;
    }

    @GetMapping("/referrals/file")
    String open(Model model) {
        return show(null, model);
    }

    /**
     * What became of each row is shown at once and kept nowhere, since it names what is wrong in people's rows; sending the same
     * file again takes nothing twice.
     */
    @PostMapping("/referrals/file")
    String send(@RequestParam MultipartFile file, HttpServletResponse response, Model model) throws IOException {
        if (file.isEmpty()) {
            response.setStatus(422);
            return show(Problems.one("file", "Choose a file"), model);
        }
        try {
            model.addAttribute(
                    "taken", screening.file(tokens.mine(), file.getBytes()).answer());
            return "referrals-taken";
        } catch (SaidNo no) {
            if (no.status() == 401) {
                throw no;
            }
            response.setStatus(no.status());
            return show(Problems.of(no.said()), model);
        } catch (Away away) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return show(Problems.away(away.missing(), words), model);
        }
    }

    private static String show(@Nullable Problems problems, Model model) {
        model.addAttribute(
                FORM,
                new FormPage(
                        "Send a file of referrals",
                        null,
                        "One referral a row. Good rows are taken and bad rows are named, so that you can mend and send them again.",
                        "/referrals/file",
                        List.of(Field.file("file", "The file").hinted("CSV with a heading row, at most 5 MB")),
                        "Send the file",
                        "/work"));
        model.addAttribute("problems", problems);
        return FORM;
    }
}
