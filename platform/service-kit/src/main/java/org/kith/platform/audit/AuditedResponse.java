package org.kith.platform.audit;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** Lets nothing out, not even a status, before the audit row is written. */
final class AuditedResponse extends HttpServletResponseWrapper {

    /** Writes the row; throws if it cannot. */
    interface Before {

        void answerLeaves(int status);
    }

    private final Before before;
    private boolean settled;
    private @Nullable RuntimeException notWritten;
    private @Nullable ServletOutputStream body;
    private @Nullable PrintWriter writer;

    AuditedResponse(HttpServletResponse response, Before before) {
        super(response);
        this.before = before;
    }

    /** The row is written once; when it could not be, what follows is the answer that says so. */
    void settle() {
        settle(getStatus());
    }

    private synchronized void settle(int status) {
        if (settled) {
            return;
        }
        settled = true;
        try {
            before.answerLeaves(status);
        } catch (RuntimeException fault) {
            notWritten = fault;
            // a reset answer says 200: if nobody gets to answer in its place, the asker must still not take it for done
            super.reset();
            super.setStatus(SC_SERVICE_UNAVAILABLE);
            super.setHeader("Retry-After", "5");
            body = null;
            writer = null;
            throw fault;
        }
    }

    /** Whatever else went wrong while that was said: without its row the answer is that there is none. */
    synchronized void throwIfNotWritten() {
        if (notWritten != null) {
            throw notWritten;
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        var stream = body;
        if (stream == null) {
            stream = new Guarded(super.getOutputStream());
            body = stream;
        }
        return stream;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        var open = writer;
        if (open == null) {
            open = new PrintWriter(
                    new OutputStreamWriter(getOutputStream(), Charset.forName(getCharacterEncoding())), false);
            writer = open;
        }
        return open;
    }

    @Override
    public void flushBuffer() throws IOException {
        settle();
        if (writer != null) {
            writer.flush();
        }
        super.flushBuffer();
    }

    @Override
    public void sendError(int status) throws IOException {
        settle(status);
        super.sendError(status);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        settle(status);
        super.sendError(status, message);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        settle(SC_FOUND);
        super.sendRedirect(location);
    }

    void flushWriter() {
        if (writer != null) {
            writer.flush();
        }
    }

    private final class Guarded extends ServletOutputStream {

        private final ServletOutputStream out;

        Guarded(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            settle();
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            settle();
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            settle();
            out.flush();
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }
}
