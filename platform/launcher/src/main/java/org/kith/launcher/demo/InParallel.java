package org.kith.launcher.demo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.kith.launcher.machine.Obstacle;

/** Does the same for many, several at once; the first failure is everybody's. */
final class InParallel {

    private InParallel() {}

    static <T> void forEach(Collection<T> all, Consumer<T> act) {
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            all.forEach(one -> running.add(workers.submit(() -> act.accept(one))));
            try {
                for (var one : running) {
                    one.get();
                }
            } catch (ExecutionException e) {
                running.forEach(one -> one.cancel(true));
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                workers.shutdownNow();
                Thread.currentThread().interrupt();
                throw new Obstacle("Stopped", "Start it again; it goes on where it was", e);
            }
        }
    }
}
