package intelmq.parsers.shadowserver;

import intelmq.harmonization.DateTimes;
import intelmq.harmonization.FieldType;
import intelmq.harmonization.Types;
import intelmq.python.Numbers;
import intelmq.python.Text;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The functions that a schema may name for a column. They make of a cell the value of a field, null
 * where it has none, or {@link #FAILED}.
 */
enum Conversion {
  /** What a column without function is: its text. */
  NONE {
    @Override
    Object of(String cell, UnaryOperator<String> row, InstantSource clock) {
      return cell;
    }
  },
  ADD_UTC_TO_TIMESTAMP("add_UTC_to_timestamp") {
    @Override
    Object of(String cell, UnaryOperator<String> row, InstantSource clock) {
      return cell + " UTC";
    }
  },
  /** The category; where it is empty, the detail. */
  CATEGORY_OR_DETAIL("category_or_detail") {
    @Override
    @Nullable Object of(String cell, UnaryOperator<String> row, InstantSource clock) {
      return orNull(cell.isEmpty() ? row.apply("detail") : cell);
    }
  },
  CONVERT_BOOL("convert_bool") {
    @Override
    @Nullable Object of(String cell, UnaryOperator<String> row, InstantSource clock) {
      return switch (Text.lower(cell)) {
        case "y", "yes", "true", "enabled", "1" -> true;
        case "n", "no", "false", "disabled", "0" -> false;
        default -> null;
      };
    }
  },
  CONVERT_DATE("convert_date") {
    @Override
    @Nullable Object of(String cell, UnaryOperator<String> row, InstantSource clock) {
      return date(cell, clock);
    }
  },
  /** A time without zone is UTC anyway. */
  CONVERT_DATE_UTC("convert_date_utc") {
    @Override
    @Nullable Object of(String cell, UnaryOperator<String> row, InstantSource clock) {
      return date(cell, clock);
    }
  },
  CONVERT_FLOAT("convert_float") {
    @Override
    @Nullable Object of(String cell, UnaryOperator<String> row, InstantSource clock) {
      if (cell.isEmpty()) {
        return null;
      }
      Double number = Numbers.toFloat(cell);
      return number != null && Double.isFinite(number) ? number : FAILED;
    }
  },
  /** The URL of a path, or of the first line of a request, at the host that another column has. */
  CONVERT_HTTP_HOST_AND_URL("convert_http_host_and_url") {
    @Override
    @Nullable Object of(String cell, UnaryOperator<String> row, InstantSource clock) {
      String host = row.apply("http_host");
      if (cell.isEmpty() || host.isEmpty()) {
        return orNull(cell);
      }
      String[] request = cell.split(" ", -1);
      String path = request.length > 1 && isMethod(request[0]) ? request[1] : cell;
      if (path.contains("://") && path.indexOf("://") < 10) {
        return path;
      }
      return (host.contains("://") ? host : "http://" + host)
          + (path.startsWith("/") ? path : "/" + path);
    }
  },
  CONVERT_INT("convert_int") {
    @Override
    @Nullable Object of(String cell, UnaryOperator<String> row, InstantSource clock) {
      return cell.isEmpty() ? null : number(cell);
    }
  },
  /** The CVE numbers among the tags, separated by semicolons. */
  EXTRACT_CVE_FROM_TAG("extract_cve_from_tag") {
    @Override
    @Nullable Object of(String cell, UnaryOperator<String> row, InstantSource clock) {
      if (!cell.contains("-")) {
        return null;
      }
      Set<String> numbers =
          Arrays.stream(cell.split("[;,|\\s]+", -1))
              .filter(Conversion::isCve)
              .collect(Collectors.toCollection(LinkedHashSet::new));
      return numbers.isEmpty() ? null : String.join(";", numbers);
    }
  },
  /** What is Base64 stays, what is not becomes it. */
  FORCE_BASE64("force_base64") {
    @Override
    @Nullable Object of(String cell, UnaryOperator<String> row, InstantSource clock) {
      if (cell.isEmpty()) {
        return null;
      }
      try {
        byte[] decoded = Base64.getDecoder().decode(cell);
        if (Base64.getEncoder().encodeToString(decoded).equals(cell)) {
          return cell;
        }
      } catch (IllegalArgumentException e) {
        // it is none yet
      }
      return Base64.getEncoder().encodeToString(cell.getBytes(StandardCharsets.UTF_8));
    }
  },
  INVALIDATE_ZERO("invalidate_zero") {
    @Override
    @Nullable Object of(String cell, UnaryOperator<String> row, InstantSource clock) {
      Object number = cell.isEmpty() ? null : number(cell);
      return number instanceof Long small && small == 0 ? null : number;
    }
  },
  SCAN_EXCHANGE_IDENTIFIER("scan_exchange_identifier") {
    @Override
    Object of(String cell, UnaryOperator<String> row, InstantSource clock) {
      return isWebshell(cell) ? "exchange-server-webshell" : "vulnerable-exchange-server";
    }
  },
  SCAN_EXCHANGE_TAXONOMY("scan_exchange_taxonomy") {
    @Override
    Object of(String cell, UnaryOperator<String> row, InstantSource clock) {
      return isWebshell(cell) ? "intrusions" : "vulnerable";
    }
  },
  SCAN_EXCHANGE_TYPE("scan_exchange_type") {
    @Override
    Object of(String cell, UnaryOperator<String> row, InstantSource clock) {
      return isWebshell(cell) ? "system-compromise" : "vulnerable-system";
    }
  },
  VALIDATE_FQDN("validate_fqdn") {
    @Override
    @Nullable Object of(String cell, UnaryOperator<String> row, InstantSource clock) {
      return valid(Types.FQDN, cell);
    }
  },
  VALIDATE_IP("validate_ip") {
    @Override
    @Nullable Object of(String cell, UnaryOperator<String> row, InstantSource clock) {
      return valid(Types.IP_ADDRESS, cell);
    }
  },
  VALIDATE_NETWORK("validate_network") {
    @Override
    @Nullable Object of(String cell, UnaryOperator<String> row, InstantSource clock) {
      return valid(Types.IP_NETWORK, cell);
    }
  },
  VALIDATE_TO_NONE("validate_to_none") {
    @Override
    @Nullable Object of(String cell, UnaryOperator<String> row, InstantSource clock) {
      return cell.isEmpty() || cell.equals("0") || cell.equals("unknown") ? null : cell;
    }
  };

  /** The value of a cell that cannot be converted. */
  static final Object FAILED = new Object();

  private static final Set<String> METHODS =
      Set.of("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "PATCH");

  private final @Nullable String function;

  Conversion() {
    this.function = null;
  }

  Conversion(String function) {
    this.function = function;
  }

  /** The names of all functions. */
  static List<String> functions() {
    return Arrays.stream(values())
        .map(conversion -> conversion.function)
        .filter(name -> name != null)
        .map(String::valueOf)
        .toList();
  }

  /** The function of a name, or null. */
  static @Nullable Conversion find(String name) {
    for (Conversion conversion : values()) {
      if (name.equals(conversion.function)) {
        return conversion;
      }
    }
    return null;
  }

  /**
   * The value of a cell.
   *
   * @param row the row's other cells by column, empty where there is no such column
   */
  abstract @Nullable Object of(String cell, UnaryOperator<String> row, InstantSource clock);

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static Object number(String cell) {
    Number number = Numbers.toInt(cell);
    return number == null ? FAILED : number;
  }

  private static @Nullable Object date(String cell, InstantSource clock) {
    if (cell.isEmpty()) {
      return null;
    }
    String time = DateTimes.fuzzy(cell, clock);
    return time == null ? FAILED : time;
  }

  private static @Nullable Object valid(FieldType type, String cell) {
    if (cell.isEmpty()) {
      return null;
    }
    Object value = type.sanitize(cell);
    return value != null && type.isValid(value) ? value : null;
  }

  private static boolean isWebshell(String tags) {
    return tags.contains("webshell");
  }

  private static boolean isMethod(String word) {
    return METHODS.contains(word);
  }

  private static boolean isCve(String tag) {
    String[] parts = Text.lower(tag).split("-", -1);
    return parts.length == 3 && parts[0].equals("cve") && isNumber(parts[1]) && isNumber(parts[2]);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
