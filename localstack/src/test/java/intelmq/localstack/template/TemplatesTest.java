package intelmq.localstack.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesTest {
  private static final Account ACCOUNT = new Account("123456789012", "eu-central-1");

  @TempDir private Path folder;

  /** Knows every type of the service Test and the functions; a name is the physical id. */
  private static Optional<Physical> name(
      String type, String defaultName, Properties properties, Account account) {
    if (!type.startsWith("Test::") && !type.startsWith("AWS::Lambda::")) {
      return Optional.empty();
    }
    String name = properties.text("Name", defaultName);
    return Optional.of(
        new Physical(
            name,
            Map.of(
                "Arn",
                "arn:aws:test:%s:%s:%s".formatted(account.region(), account.id(), name),
                "Some.Deep",
                "deep")));
  }

  private Stack expand(String template, Map<String, String> parameters) {
    return Templates.expand(
        write("template.yaml", template), "stack", parameters, ACCOUNT, TemplatesTest::name);
  }

  private Path write(String file, String text) {
    try {
      Path path = folder.resolve(file);
      Files.createDirectories(path.resolveSibling(""));
      return Files.writeString(path, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The value of property V of a resource in a template that has something of everything. */
  private Object value(String expression, Map<String, String> parameters) {
    Stack stack =
        expand(
            """
            Parameters:
              Text: {Type: String, Default: text}
              Number: {Type: Number, Default: 7}
              List: {Type: CommaDelimitedList, Default: "a, b,c"}
            Mappings:
              Sizes: {small: {memory: 128, zones: [x, y]}}
            Conditions:
              IsText: !Equals [!Ref Text, text]
              IsSeven: {"Fn::Equals": [{Ref: Number}, 7]}
              Both: !And [!Condition IsText, {Condition: IsSeven}]
              Either: !Or [!Condition IsText, !Condition IsSeven]
              Neither: !Not [!Condition Either]
            Resources:
              Other:
                Type: Test::Thing
                Properties: {Name: other}
              It:
                Type: Test::Thing
                Properties:
                  V: %s
            """
                .formatted(expression),
            parameters);
    return resource(stack, "It").properties().values().getOrDefault("V", "nothing");
  }

  private static Resource resource(Stack stack, String path) {
    return stack.resources().stream()
        .filter(resource -> resource.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError(path));
  }

  private static List<String> paths(Stack stack) {
    return stack.resources().stream().map(Resource::path).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "!Ref Text | text",
        "{Ref: Text} | text",
        "!Ref Other | other",
        "!Ref List | [a, b, c]",
        "!Ref AWS::Region | eu-central-1",
        "!Ref AWS::StackName | stack",
        "!Ref AWS::NoValue | nothing",
        "[a, !Ref AWS::NoValue, !If [Neither, b, !Ref AWS::NoValue], c] | [a, c]",
        "{a: !Ref AWS::NoValue, b: {c: !If [Both, !Ref AWS::NoValue, 1]}} | {b={}}",
        "!GetAtt Other.Arn | arn:aws:test:eu-central-1:123456789012:other",
        "!GetAtt [Other, Arn] | arn:aws:test:eu-central-1:123456789012:other",
        "{'Fn::GetAtt': [Other, Some.Deep]} | deep",
        "!GetAtt Other.Some.Deep | deep",
        "!Sub '${Text}-${AWS::AccountId}-${Other.Arn}' | text-123456789012-arn:aws:test:eu-central-1:123456789012:other",
        "!Sub '${!Text} $1 {Text} ${Number}' | ${Text} $1 {Text} 7",
        "!Sub ['${Text}/${X}', {X: !Join ['+', !Ref List], Text: mine}] | mine/a+b+c",
        "!Join ['', [arn, ':', !Ref AWS::Partition, !Ref Number]] | arn:aws7",
        "!Split [.,  a.b..c] | [a, b, , c]",
        "!Select [1, !Split [',', 'a,b']] | b",
        "!Select ['2', !Ref List] | c",
        "!If [Both, yes it is, 'no'] | yes it is",
        "!If [Neither, 1, [!If [Either, 2, 3]]] | [2]",
        "!FindInMap [Sizes, small, memory] | 128",
        "{'Fn::FindInMap': [Sizes, !Sub small, zones]} | [x, y]",
        "{Statement: {Version: 2012-10-17, Bool: true, Number: 3, Decimal: 0.5}} | {Statement={Version=2012-10-17, Bool=true, Number=3, Decimal=0.5}}",
      })
  void resolvesIntrinsicFunctions(String expression, String expected) {
    assertThat(value(expression, Map.of())).hasToString(expected);
  }

  @Test
  void keepsTheTypesOfLiterals() {
    assertThat(value("[1, true, '1', 0.5]", Map.of())).isEqualTo(List.of(1L, true, "1", 0.5));
  }

  @Test
  void parametersReplaceDefaults() {
    assertThat(value("!Join [' ', [!Ref Text, !Ref Number]]", Map.of("Text", "x", "Number", "8")))
        .isEqualTo("x 8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "!Ref Nobody | there is no parameter or resource Nobody",
        "!GetAtt Other.Url | Test::Thing has no Url; it has [Arn, Some.Deep]",
        "!GetAtt Other | expected RESOURCE.ATTRIBUTE instead of Other",
        "!Sub 'a ${Nobody}' | there is no parameter or resource Nobody",
        "!Sub '${List}' | a list where a text is needed: [a, b, c]",
        "!Sub '${AWS::NoValue}' | AWS::NoValue where a text is needed",
        "!Sub '${AWS::StackId}' | there is no parameter or resource AWS::StackId",
        "!ImportValue x | Fn::ImportValue is not supported here",
        "!Base64 x | Fn::Base64 is not supported here",
        "!Equals [a, b] | Fn::Equals is not supported here",
        "!Select [3, !Ref List] | Fn::Select 3 of a list of 3",
        "!Join [',', a] | expected a list",
        "!If [Both, a] | Fn::If takes a list of 3",
        "!If [Nobody, a, b] | there is no condition Nobody; there are [IsText, IsSeven, Both, Either, Neither]",
        "!FindInMap [Sizes, big, memory] | there is no mapping Sizes.big.memory",
        "!Ref It | circular dependency: It -> It",
      })
  void refusesWithThePlace(String expression, String problem) {
    assertThatThrownBy(() -> value(expression, Map.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessage("template.yaml:20: It: " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "yes | template.yaml:20: yes means different things to different readers of YAML: quote it",
        "0755 | template.yaml:20: 0755 means different things to different readers of YAML: quote it",
        "{Ref: Text, b: c} | template.yaml:20: Ref stands beside other keys: [Ref, b]",
        "{a: 1, a: 2} | template.yaml:20: a is written twice",
        "{<<: {a: 1}} | template.yaml:20: CloudFormation knows no merge keys (<<)",
        "null | template.yaml:20: a value is missing",
      })
  void refusesWhatCloudFormationReadsInAnotherWay(String expression, String message) {
    assertThatThrownBy(() -> value(expression, Map.of())).hasMessage(message);
  }

  @Test
  void refusesBrokenYamlAndMissingFiles() {
    assertThatThrownBy(() -> expand("a: [", Map.of())).hasMessageContaining("template.yaml, line");
    assertThatThrownBy(() -> expand("", Map.of()))
        .hasMessage("template.yaml: the template is empty");
    Path missing = folder.resolve("missing.yaml");
    assertThatThrownBy(() -> Templates.expand(missing, "s", Map.of(), ACCOUNT, TemplatesTest::name))
        .hasMessage("missing.yaml: no such template: " + missing);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{Type: String, AllowedValues: [a, b]} | c | parameter P is 'c', allowed is AllowedValues [a, b]",
        "{Type: String, AllowedPattern: '[a-z]+', ConstraintDescription: small letters} | x1 | parameter P is 'x1', allowed is AllowedPattern [a-z]+ (small letters)",
        "{Type: CommaDelimitedList, AllowedPattern: '[a-z]+'} | a,1 | parameter P is '1', allowed is AllowedPattern [a-z]+",
        "{Type: String, MaxLength: 2} | abc | parameter P is 'abc', allowed is MaxLength 2",
        "{Type: Number, MinValue: 1} | 0 | parameter P is '0', allowed is MinValue 1",
        "{Type: Number, MaxValue: 1.5} | 2 | parameter P is '2', allowed is MaxValue 1.5",
        "{Type: String, NoEcho: true, MaxLength: 2} | abc | parameter P is not allowed, allowed is MaxLength 2",
        "{Type: Number} | x | parameter P is 'x', allowed is a number",
      })
  void refusesParameters(String declaration, String value, String problem) {
    assertThatThrownBy(
            () -> expand("Parameters: {P: %s}".formatted(declaration), Map.of("P", value)))
        .hasMessage("template.yaml: " + problem);
  }

  @Test
  void refusesUnknownAndMissingParameters() {
    String template = "Parameters: {P: {Type: String}}";
    assertThatThrownBy(() -> expand(template, Map.of()))
        .hasMessage("template.yaml: parameter P has no value and no default");
    assertThatThrownBy(() -> expand(template, Map.of("Q", "x")))
        .hasMessage("template.yaml: there is no parameter Q; there are [P]");
    assertThatThrownBy(() -> expand("Parameters: {P: {Type: List<Number>, Default: 1}}", Map.of()))
        .hasMessage(
            "template.yaml:1: P: only parameters of type String, Number and CommaDelimitedList are"
                + " supported");
  }

  @Test
  void createsFirstWhatOthersReferTo() {
    Stack stack =
        expand(
            """
            Resources:
              Last: {Type: Test::A, DependsOn: [Middle], Properties: {Name: !Sub '${Early}-x'}}
              Middle: {Type: Test::A, Properties: {V: [{W: !GetAtt First.Arn}]}}
              First: {Type: Test::A}
              Early: {Type: Test::A, DependsOn: First}
            Outputs:
              Name: {Value: !Ref Last, Description: a name}
              Gone: {Value: x, Condition: Never}
            Conditions: {Never: !Equals [a, b]}
            """,
            Map.of());
    assertThat(paths(stack)).containsExactly("First", "Middle", "Early", "Last");
    assertThat(stack.outputs()).containsExactly(Map.entry("Name", "stack-Early-x"));
  }

  @Test
  void refusesCircles() {
    assertThatThrownBy(() ->
            expand(
                """
                Resources:
                  A: {Type: Test::A, Properties: {V: !Ref B}}
                  B: {Type: Test::A, DependsOn: C}
                  C: {Type: Test::A, Properties: {V: !Sub '${A.Arn}'}}
                """,
                Map.of()))
        .hasMessage("template.yaml:4: C: circular dependency: A -> B -> C -> A");
  }

  @Test
  void leavesOutResourcesWhoseConditionDoesNotHold() {
    String template =
        """
        Conditions: {Never: !Equals [a, b], Always: !Not [!Condition Never]}
        Resources:
          Absent: {Type: Test::A, Condition: Never}
          Present: {Type: Test::A, Condition: Always, DependsOn: Absent}
        """;
    assertThat(paths(expand(template, Map.of()))).containsExactly("Present");
    assertThatThrownBy(() ->
            expand(template + "  Bad: {Type: Test::A, Properties: {V: !Ref Absent}}", Map.of()))
        .hasMessage("template.yaml:5: Bad: refers to Absent, whose condition Never does not hold");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Resources: {A: {Type: AWS::EC2::Instance}} | 1: A: AWS::EC2::Instance is not supported",
        "Resources: {A: {Type: AWS::Serverless::Api}} | 1: A: AWS::Serverless::Api is not supported",
        "Resources: {A: {Type: Test::A, UpdatePolicy: {}}} | 1: A: UpdatePolicy of a resource is not supported",
        "Resources: {A: {Properties: {}}} | 1: A: the type is missing",
        "Resources: {A: {Type: Test::A, DependsOn: B}} | 1: A: there is no parameter or resource B",
        "Rules: {} | 1: Rules: this section is not supported",
        "Transform: AWS::LanguageExtensions | 1: Transform: only AWS::Serverless-2016-10-31 is supported",
        "{Conditions: {A: !Not [!Condition A]}, Resources: {R: {Type: Test::A, Condition: A}}} | 1: A: conditions in a circle: A",
        "Globals: {Function: {Role: x}} | 1: Globals: SAM takes no Role from here",
        "Globals: {Api: {}} | 1: Globals: Api is not supported",
        "Resources: {F: {Type: AWS::Serverless::Function, Properties: {Policies: [x]}}} | 1: F: Policies of a serverless function is not supported",
        "Resources: {F: {Type: AWS::Serverless::Function, Properties: {Handler: a}}} | 1: F: a function needs its own Role",
        "Resources: {F: {Type: AWS::Serverless::Function, Properties: {CodeUri: s3://b/k}}} | 1: F: CodeUri is not a local file: s3://b/k",
        "Resources: {F: {Type: AWS::Serverless::Function, Properties: {Events: {T: {Type: Schedule}}}}} | 1: F: Events of a serverless function is not supported",
        "Resources: {F: {Type: AWS::Serverless::Application, Properties: {Location: 'https://x'}}} | 1: F: an application needs a Location, a local file",
        "Resources: {F: {Type: AWS::Serverless::Application, Properties: {Location: ./template.yaml}}} | 1: F: applications are nested in a circle: ./template.yaml",
      })
  void refusesWhatIsNotSupported(String template, String message) {
    assertThatThrownBy(() -> expand(template, Map.of())).hasMessage("template.yaml:" + message);
  }

  @Test
  void expandsFunctions() {
    Stack stack =
        expand(
            """
            Transform: AWS::Serverless-2016-10-31
            Globals:
              Function:
                Runtime: java25
                Environment: {Variables: {A: general, B: general}}
                Tags: {project: x}
            Conditions: {Always: !Equals [a, a]}
            Resources:
              F:
                Type: AWS::Serverless::Function
                Condition: Always
                Properties:
                  CodeUri: functions/f.jar
                  Role: !GetAtt R.Arn
                  Environment: {Variables: {B: own, C: !Ref Q}}
              R: {Type: Test::Role, Properties: {Name: r}}
              Q: {Type: Test::Queue, Properties: {Name: q}}
            """,
            Map.of());
    String arn = "arn:aws:test:eu-central-1:123456789012:";
    assertThat(paths(stack)).containsExactly("Q", "R", "F");
    assertThat(resource(stack, "F").type()).isEqualTo("AWS::Lambda::Function");
    assertThat(resource(stack, "F").properties().values())
        .isEqualTo(
            Map.of(
                "Runtime", "java25",
                "Code", folder.resolve("functions/f.jar").toString(),
                "Role", arn + "r",
                "Environment", Map.of("Variables", Map.of("A", "general", "B", "own", "C", "q")),
                "Tags",
                    List.of(
                        Map.of("Key", "lambda:createdBy", "Value", "SAM"),
                        Map.of("Key", "project", "Value", "x"))));
  }

  @Test
  void expandsNestedApplications() {
    write(
        "infra/inner.yaml",
        """
        Parameters:
          Name: {Type: String, AllowedPattern: '[a-z-]+'}
          Others: {Type: CommaDelimitedList, Default: none}
        Resources:
          Thing: {Type: Test::A, Properties: {Name: !Ref Name, V: !Ref Others}}
        Outputs:
          Arn: {Value: !GetAtt Thing.Arn}
        """);
    String outer =
        """
        Resources:
          Two:
            Type: AWS::Serverless::Application
            Properties:
              Location: infra/inner.yaml
              Parameters:
                Name: %s
                Others: !Join [",", [x, !GetAtt One.Outputs.Arn]]
          One:
            Type: AWS::Serverless::Application
            Properties:
              Location: ./infra/inner.yaml
              Parameters: {Name: one, Others: !Ref AWS::NoValue}
        Outputs:
          Arn: {Value: !GetAtt Two.Outputs.%s}
        """;
    Stack stack = expand(outer.formatted("!Ref AWS::StackName", "Arn"), Map.of());
    assertThat(paths(stack)).containsExactly("One/Thing", "Two/Thing");
    assertThat(resource(stack, "One/Thing").properties().texts("V")).containsExactly("none");
    assertThat(resource(stack, "Two/Thing").properties().texts("V"))
        .containsExactly("x", "arn:aws:test:eu-central-1:123456789012:one");
    assertThat(stack.outputs())
        .containsExactly(Map.entry("Arn", "arn:aws:test:eu-central-1:123456789012:stack"));
    assertThatThrownBy(() -> expand(outer.formatted("Two2", "Arn"), Map.of()))
        .hasMessage(
            "template.yaml:3: Two: infra/inner.yaml: parameter Name is 'Two2', allowed is"
                + " AllowedPattern [a-z-]+");
    assertThatThrownBy(() -> expand(outer.formatted("x", "Nothing"), Map.of()))
        .hasMessage("template.yaml:15: Arn: Two.Outputs has no Nothing; it has [Arn]");
  }

  @Test
  void readsPropertiesByName() {
    Properties properties =
        resource(
                expand(
                    """
                    Parameters: {N: {Type: Number, Default: 3}}
                    Resources:
                      A:
                        Type: Test::A
                        Properties:
                          Three: !Ref N
                          Four: 4
                          Flag: true
                          Map: {Key: word}
                          Maps: [{Key: a}, {Key: b}]
                          List: [a, b]
                    """,
                    Map.of()),
                "A")
            .properties();
    assertThat(properties.number("Three", 0)).isEqualTo(3);
    assertThat(properties.number("Four", 0)).isEqualTo(4);
    assertThat(properties.number("Five", 5)).isEqualTo(5);
    assertThat(properties.flag("Flag", false)).isTrue();
    assertThat(properties.map("Map").text("Key")).isEqualTo("word");
    assertThat(properties.maps("Maps"))
        .extracting(map -> map.text("Key"))
        .containsExactly("a", "b");
    assertThat(properties.texts("List")).containsExactly("a", "b");
    assertThatThrownBy(() -> properties.map("Map").number("Key", 0))
        .hasMessage("template.yaml:4: A.Map: Key is not a whole number: word");
    assertThatThrownBy(() -> properties.allowOnly(Set.of("Three")))
        .hasMessage("template.yaml:4: A: property Four is not supported");
    assertThatThrownBy(() -> properties.text("List"))
        .hasMessage("template.yaml:4: A: List is not a text: [a, b]");
    assertThatThrownBy(() -> properties.text("Name"))
        .hasMessage("template.yaml:4: A: property Name is missing");
  }
}
