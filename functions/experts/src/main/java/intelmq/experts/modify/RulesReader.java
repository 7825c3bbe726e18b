package intelmq.experts.modify;

import com.google.re2j.PatternSyntaxException;
import intelmq.bot.config.ConfigurationException;
import intelmq.experts.modify.Located.Member;
import intelmq.experts.modify.Located.Members;
import intelmq.experts.modify.Rule.Action;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import intelmq.harmonization.Nearest;
import intelmq.harmonization.TextPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the rules, and finds what is wrong with them before the first event. */
final class RulesReader {
  private static final List<String> MEMBERS = List.of("rulename", "if", "then");

  private final Harmonization harmonization;
  private final boolean caseSensitive;

  /** A day, for values that leave it open. */
  private final Event probe;

  RulesReader(Harmonization harmonization, boolean caseSensitive) {
    this.harmonization = harmonization;
    this.caseSensitive = caseSensitive;
    probe = new Event(harmonization);
    probe.addIfValid(Fields.TIME_OBSERVATION, "2026-01-31T00:00:00+00:00");
  }

  /**
   * The rules, in order.
   *
   * @throws ConfigurationException with line, column and what was expected
   */
  List<Rule> read(String json) {
    try {
      Located root = LocatedJson.read(json);
      if (!(root.value() instanceof List<?> items)) {
        throw new RuleException(root, "expected a list of rules, not " + root.kind());
      }
      var rules = new ArrayList<Rule>();
      for (Object item : items) {
        rules.add(rule((Located) item, rules.size() + 1));
      }
      return List.copyOf(rules);
    } catch (RuleException e) {
      throw new ConfigurationException("modify: configuration_path, " + e.getMessage(), e);
    }
  }

  private Rule rule(Located place, int number) {
    String name = "rule " + number;
    Members conditions = null;
    Members actions = null;
    for (Member member : members(place, "a rule").list()) {
      switch (member.key()) {
        case "rulename" -> name = name(member.value());
        case "if" -> conditions = members(member.value(), "the fields to match");
        case "then" -> actions = members(member.value(), "the fields to set");
        default ->
            throw new RuleException(
                member.name(),
                "expected one of rulename, if, then, not '"
                    + member.key()
                    + "'"
                    + Nearest.hint(member.key(), MEMBERS));
      }
    }
    if (conditions == null || actions == null) {
      throw new RuleException(
          place, "the rule lacks the member '" + (conditions == null ? "if" : "then") + "'");
    }
    List<Condition> all = conditions.list().stream().map(this::condition).toList();
    return new Rule(name, all, actions.list().stream().map(one -> action(one, all)).toList());
  }

  private static String name(Located value) {
    if (value.value() instanceof String text) {
      return text;
    }
    throw new RuleException(value, "expected a text as name, not " + value.kind());
  }

  private static Members members(Located place, String what) {
    if (place.value() instanceof Members members) {
      return members;
    }
    throw new RuleException(place, "expected " + what + " as an object, not " + place.kind());
  }

  private Condition condition(Member member) {
    Field field = field(member);
    Object value = member.value().plain();
    if (value instanceof String text) {
      return text.isEmpty() ? new Condition.Absent(field) : matches(field, text, member.value());
    }
    return new Condition.Equals(field, Objects.requireNonNullElse(value, Json.NULL));
  }

  private Condition matches(Field field, String regex, Located place) {
    try {
      return new Condition.Matches(
          field, caseSensitive ? TextPattern.of(regex) : TextPattern.ignoringCase(regex));
    } catch (PatternSyntaxException e) {
      throw new RuleException(
          place, "expected a regular expression in RE2's syntax: " + e.getMessage());
    }
  }

  private Action action(Member member, List<Condition> conditions) {
    Field field = field(member);
    Object value = member.value().plain();
    if (!(value instanceof String text)) {
      requireValid(field, value, member.value());
      return new Action(field, value);
    }
    try {
      Template template = new Template(text, conditions, harmonization);
      if (!template.isConstant()) {
        return new Action(field, template);
      }
      requireValid(field, template.constant(), member.value());
      return new Action(field, template.constant());
    } catch (IllegalArgumentException e) {
      throw new RuleException(member.value(), String.valueOf(e.getMessage()));
    }
  }

  /** A value that the field never takes would set every event aside. */
  private void requireValid(Field field, @Nullable Object value, Located place) {
    boolean empty = value == null || value.equals("") || value.equals("-") || value.equals("N/A");
    if (!empty && !probe.isValid(field, value)) {
      throw new RuleException(
          place, "expected a value that '" + field.name() + "' takes: " + field.type().name());
    }
  }

  private Field field(Member member) {
    try {
      return harmonization.field(member.key());
    } catch (IllegalArgumentException e) {
      throw new RuleException(member.name(), String.valueOf(e.getMessage()));
    }
  }
}
