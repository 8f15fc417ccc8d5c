package org.kith.launcher.mailbox;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** Takes mail by SMTP from whoever is on this machine, keeps it in memory, and shows it. */
public final class Mailbox implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    /** The page shows the newest of them. */
    private static final int SHOWN = 200;

    private final GreenMail mail;
    private final HttpServer page;

    private Mailbox(GreenMail mail, HttpServer page) {
        this.mail = mail;
        this.page = page;
    }

    /**
     * Starts both.
     *
     * @param smtpPort where mail is taken
     * @param pagePort where it is shown
     * @throws IOException if the page's port cannot be had
     */
    public static Mailbox start(int smtpPort, int pagePort) throws IOException {
        var page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), pagePort), 0);
        var mail = new GreenMail(new ServerSetup(smtpPort, LOOPBACK, ServerSetup.PROTOCOL_SMTP));
        var mailbox = new Mailbox(mail, page);
        mail.start();
        page.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        page.createContext("/", exchange -> mailbox.show(exchange, pagePort));
        page.start();
        return mailbox;
    }

    /** All that was taken since the start, oldest first. */
    public List<MimeMessage> messages() {
        return Arrays.asList(mail.getReceivedMessages());
    }

    private void show(HttpExchange exchange, int port) throws IOException {
        try (exchange) {
            // a page of another site must not read this one through a name that it lets point here
            @Nullable String host = exchange.getRequestHeaders().getFirst("Host");
            if (!(LOOPBACK + ":" + port).equals(host) && !("localhost:" + port).equals(host)) {
                exchange.sendResponseHeaders(403, -1);
                return;
            }
            var body = html().getBytes(StandardCharsets.UTF_8);
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", "text/html; charset=utf-8");
            headers.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
            headers.set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String html() {
        var all = messages();
        var page = new StringBuilder("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <title>Mailbox of this machine - Kith</title>
                <style>body{font-family:sans-serif;max-width:50rem;margin:2rem auto}article{border-top:1px solid;padding:1rem 0}pre{white-space:pre-wrap}</style>
                </head>
                <body>
                <main>
                <h1>Mailbox of this machine</h1>
                """);
        page.append("<p>Every e-mail that Kith sends here ends up on this page and nowhere else. ")
                .append(all.size())
                .append(all.size() == 1 ? " message" : " messages")
                .append(" since the start.</p>\n");
        for (var message : all.reversed().subList(0, Math.min(SHOWN, all.size()))) {
            page.append(html(message));
        }
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    private static String html(MimeMessage message) {
        try {
            return "<article>\n<h2>" + HtmlUtils.htmlEscape(String.valueOf(message.getSubject())) + "</h2>\n<p>To "
                    + HtmlUtils.htmlEscape(Arrays.toString(message.getAllRecipients())) + ", "
                    + HtmlUtils.htmlEscape(String.valueOf(message.getSentDate())) + "</p>\n<pre>"
                    + HtmlUtils.htmlEscape(String.valueOf(message.getContent())) + "</pre>\n</article>\n";
        } catch (MessagingException | IOException unreadable) {
            return "<article><h2>A message that cannot be read</h2></article>\n";
        }
    }

    @Override
    public void close() {
        page.stop(0);
        mail.stop();
    }
}
