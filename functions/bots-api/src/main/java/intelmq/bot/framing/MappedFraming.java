package intelmq.bot.framing;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Another framing whose records are handed over as something else.
 *
 * @param framing finds the records
 * @param function what is made of each, which is found whole
 * @param <R> what the records are
 * @param <S> what they are handed over as
 */
public record MappedFraming<R, S>(Framing<R> framing, Function<Frame.Whole<R>, S> function)
    implements Framing<S> {
  @Override
  public Frames<S> open(InputStream report, Position from) throws IOException {
    Frames<R> frames = framing.open(report, from);
    return new Frames<>() {
      @Override
      public @Nullable Frame<S> next() throws IOException {
        return switch (frames.next()) {
          case null -> null;
          case Frame.Broken<R>(long line, String text, String reason) ->
              new Frame.Broken<>(line, text, reason);
          case Frame.Whole<R> whole ->
              new Frame.Whole<>(whole.line(), whole.text(), function.apply(whole));
        };
      }

      @Override
      public Position position() {
        return frames.position();
      }

      @Override
      public void close() throws IOException {
        frames.close();
      }
    };
  }
}
