package intelmq.runtime;

import intelmq.bot.Delivery;
import intelmq.bot.Expert;
import intelmq.bot.Output;
import intelmq.bot.Verdict;
import intelmq.bot.config.BotSpec;
import intelmq.bot.config.BotSpec.Kind;
import intelmq.bot.config.Catalog;
import intelmq.bot.config.ParamSpec;
import intelmq.bot.config.ParamType;
import intelmq.bot.config.Secret;
import intelmq.harmonization.Event;
import java.util.List;

/** The catalogue that {@link BotLoaderTest} finds. */
public final class TestCatalog implements Catalog {
  /** What a bot of this catalogue was given. */
  record Limit(long limit, Secret password) implements Expert {
    @Override
    public Verdict process(Event event) {
      return Verdict.FORWARD;
    }
  }

  @Override
  public List<BotSpec> bots() {
    return List.of(
        spec(
            Kind.EXPERT,
            "limiter",
            List.of(
                param("limit", ParamType.INTEGER, "7"),
                param("password", ParamType.SECRET, "\"\"")),
            (values, ports) -> new Limit(values.integer("limit"), values.secret("password"))),
        spec(
            Kind.EXPERT,
            "picky",
            List.of(),
            (values, ports) -> {
              throw new IllegalArgumentException("no rule file");
            }),
        spec(Kind.OUTPUT, "limited", List.of(), (values, ports) -> (Output) Delivery::all));
  }

  private static BotSpec spec(
      Kind kind, String name, List<ParamSpec> params, BotSpec.Factory factory) {
    return new BotSpec(kind, name, "", "A bot.", params, List.of("upstream_only"), factory);
  }

  private static ParamSpec param(String name, ParamType type, String byDefault) {
    return new ParamSpec(name, type, false, byDefault, "A parameter.", List.of(), 1, 9, "");
  }
}
