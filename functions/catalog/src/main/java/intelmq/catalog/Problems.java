package intelmq.catalog;

import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;

/** Reports what is wrong, where it is. */
final class Problems {
  private final Messager messager;
  private int count;

  Problems(Messager messager) {
    this.messager = messager;
  }

  /** Reports an error at an element. */
  void error(Element element, String message) {
    count++;
    messager.printMessage(Diagnostic.Kind.ERROR, message, element);
  }

  /** How many there are so far. */
  int count() {
    return count;
  }
}
