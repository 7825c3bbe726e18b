@org.jspecify.annotations.NullMarked
package intelmq.experts.reversedns;
