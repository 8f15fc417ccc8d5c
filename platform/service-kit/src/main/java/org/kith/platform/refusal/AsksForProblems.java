package org.kith.platform.refusal;

import jakarta.servlet.ServletRequest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a request's body: what could not be read of it is not refused at once, because the door says it together with what it finds
 * itself. The door asks for it with {@link BodyAdvice#problemsOf(ServletRequest)} and must refuse if there is any.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface AsksForProblems {}
