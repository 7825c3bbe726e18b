package intelmq.ctl.moving;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognises secrets where a catalogue does not expect them: in URLs and headers. */
final class Sensitive {
  private static final Pattern NAME = Pattern.compile("(?i).*(password|passwd|secret).*");

  private static final Pattern USER_IN_URL = Pattern.compile("://[^/\\s]*:[^/\\s]*@");

  private static final Pattern KEY_IN_URL =
      Pattern.compile("(?i)[?&](api_?key|key|token|auth|secret|password|access_token)=");

  private static final Pattern HEADER =
      Pattern.compile("(?i).*(authori[sz]ation|cookie|token|key|secret|password).*");

  private Sensitive() {}

  /** Whether a value must not be read by everybody who may see the template. */
  static boolean is(String parameter, @Nullable Object value) {
    return switch (value) {
      case String text ->
          NAME.matcher(parameter).matches()
              || USER_IN_URL.matcher(text).find()
              || KEY_IN_URL.matcher(text).find();
      case Map<?, ?> map when parameter.equals("http_header") ->
          map.keySet().stream().anyMatch(key -> HEADER.matcher(String.valueOf(key)).matches());
      case null, default -> false;
    };
  }
}
