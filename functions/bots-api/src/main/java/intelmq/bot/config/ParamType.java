package intelmq.bot.config;

/** The types of parameters. */
public enum ParamType {
  TEXT("text"),
  INTEGER("whole number"),
  NUMBER("number"),
  BOOLEAN("true or false"),
  CHOICE("one of"),
  LIST("list of texts"),
  MAP("map from text to text"),
  OBJECT("map"),
  ANY("any value"),
  SECRET("secret"),
  SOURCE("text or s3://bucket/key");

  private final String description;

  ParamType(String description) {
    this.description = description;
  }

  /** The type in words, for messages and reference pages. */
  public String description() {
    return description;
  }
}
