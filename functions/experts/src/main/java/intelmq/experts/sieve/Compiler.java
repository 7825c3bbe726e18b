package intelmq.experts.sieve;

import intelmq.bot.Verdict;
import intelmq.bot.Verdict.Drop;
import intelmq.bot.Verdict.Forward;
import intelmq.experts.sieve.Statement.Append;
import intelmq.experts.sieve.Statement.Assign;
import intelmq.experts.sieve.Statement.Choice;
import intelmq.experts.sieve.Statement.Path;
import intelmq.experts.sieve.Statement.Put;
import intelmq.experts.sieve.Statement.Remove;
import intelmq.experts.sieve.Statement.Setting;
import intelmq.experts.sieve.Statement.Shift;
import intelmq.experts.sieve.Value.Literal;
import intelmq.experts.sieve.Value.OfField;
import intelmq.experts.sieve.Value.Variable;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Nearest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns statements into steps, once: fields are looked up, values checked and regular expressions
 * compiled here, so that an event meets none of that.
 */
final class Compiler {
  private final KnownFields fields;
  private final Comparisons comparisons;
  private final Set<String> variables = new HashSet<>();

  Compiler(Harmonization harmonization) {
    fields = new KnownFields(harmonization);
    comparisons = new Comparisons(fields);
  }

  /**
   * All statements as one step.
   *
   * @throws SieveException for what can never work
   */
  Step compile(List<Statement> statements) {
    List<Step> steps = statements.stream().map(this::step).toList();
    return run -> {
      for (Step step : steps) {
        step.apply(run);
        if (run.isOver()) {
          return;
        }
      }
    };
  }

  private Step step(Statement statement) {
    return switch (statement) {
      case Choice choice -> choice(choice);
      case Put put -> put(put);
      case Shift shift -> Shifts.compile(shift, fields.time(shift.key()));
      case Append append -> append(append);
      case Remove remove -> {
        Field field = fields.get(remove.key());
        yield run -> run.event().remove(field);
      }
      case Assign assign -> {
        Function<Run, @Nullable Object> value = value(assign.value());
        variables.add(assign.name());
        yield run -> run.assign(assign.name(), value.apply(run));
      }
      case Path path -> {
        Verdict verdict =
            new Forward(path.paths(), "path " + path.paths() + " in line " + path.place().line());
        yield run -> run.route(verdict);
      }
      case Statement.Keep keep -> Run::end;
      case Statement.Drop drop -> {
        Verdict verdict = new Drop("drop in line " + drop.place().line());
        yield run -> {
          run.route(verdict);
          run.end();
        };
      }
    };
  }

  private Step choice(Choice choice) {
    var checks = new ArrayList<Check>();
    var blocks = new ArrayList<Step>();
    for (Statement.Branch branch : choice.branches()) {
      checks.add(check(branch.condition()));
      blocks.add(compile(branch.block()));
    }
    Step otherwise = compile(choice.otherwise());
    return run -> {
      for (int i = 0; i < checks.size(); i++) {
        boolean holds = checks.get(i).holds(run);
        if (run.isOver()) {
          return;
        }
        if (holds) {
          blocks.get(i).apply(run);
          return;
        }
      }
      otherwise.apply(run);
    };
  }

  private Check check(Condition condition) {
    return switch (condition) {
      case Condition.Any any -> {
        List<Check> checks = any.conditions().stream().map(this::check).toList();
        yield run -> holds(checks, true, run);
      }
      case Condition.All all -> {
        List<Check> checks = all.conditions().stream().map(this::check).toList();
        yield run -> !holds(checks, false, run);
      }
      case Condition.Not not -> {
        Check negated = check(not.condition());
        yield run -> !negated.holds(run);
      }
      case Condition.Exists exists -> {
        Field field = fields.get(exists.key());
        yield run -> run.event().has(field) == exists.wanted();
      }
      case Condition.Comparison comparison -> comparisons.compile(comparison);
    };
  }

  /** Whether one of the checks is as wanted; those behind it are not asked. */
  private static boolean holds(List<Check> checks, boolean wanted, Run run) {
    for (Check check : checks) {
      if (check.holds(run) == wanted) {
        return true;
      }
    }
    return false;
  }

  private Step put(Put put) {
    Field field = fields.get(put.key());
    if (put.value() instanceof Literal literal) {
      fields.requireValid(field, literal);
    }
    Function<Run, @Nullable Object> value = value(put.value());
    Setting setting = put.setting();
    return run -> {
      Event event = run.event();
      boolean applies =
          switch (setting) {
            case NEW -> !event.has(field);
            case ANY -> true;
            case EXISTING -> event.has(field);
          };
      Object now = applies ? value.apply(run) : null;
      if (now != null) {
        event.put(field, now);
        endIfRefused(run);
      }
    };
  }

  private Step append(Append append) {
    Field field = fields.get(append.key());
    Object value = append.value().plain();
    boolean forced = append.forced();
    return run -> {
      Object old = run.event().get(field);
      var list = new ArrayList<Object>();
      switch (old) {
        case null -> {}
        case List<?> items -> list.addAll(items);
        default -> {
          if (!forced) {
            return;
          }
          list.add(old);
        }
      }
      list.add(value);
      run.event().put(field, list);
      endIfRefused(run);
    };
  }

  private Function<Run, @Nullable Object> value(Value value) {
    return switch (value) {
      case Literal literal -> {
        Object plain = literal.plain();
        yield run -> plain;
      }
      case OfField source -> {
        Field field = fields.get(source.key());
        yield run -> run.event().get(field);
      }
      case Variable variable -> {
        String name = variable.name();
        if (!variables.contains(name)) {
          throw new SieveException(
              variable.place(),
              "the variable '$" + name + "' was given no value" + Nearest.hint(name, variables));
        }
        yield run -> run.variable(name);
      }
    };
  }

  static void endIfRefused(Run run) {
    if (run.event().refusal().isPresent()) {
      run.end();
    }
  }
}
