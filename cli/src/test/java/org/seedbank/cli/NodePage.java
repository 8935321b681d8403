package org.seedbank.cli;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;

/** A node's page in a tab, in a person's words. */
final class NodePage {

    private final Page page;

    NodePage(Page page) {
        this.page = page;
    }

    /** The address that {@code seedbank open} prints, whose key works once. */
    static String address(ProcessBench bench) throws Exception {
        return bench.done("open", "--print").out().strip();
    }

    /** Opens the page of a home's node in a window, by a key that its command would have asked for. */
    static NodePage open(ProcessBench bench, BrowserWindow window) throws Exception {
        NodePage opened = new NodePage(window.open(bench.client().pageKey().address()));
        opened.page.getByRole(AriaRole.NAVIGATION).waitFor();
        return opened;
    }

    Page page() {
        return page;
    }

    /** Chooses one of the views at the top. */
    void go(String title) {
        page.getByRole(AriaRole.NAVIGATION)
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(title))
                .click();
    }

    /** Goes to one of the views at the top, and waits until it is there. */
    void view(String title) {
        go(title);
        page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName(title).setLevel(1))
                .waitFor();
    }

    /** Opens a dataset from the list. */
    void dataset(String name) {
        row(name)
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name))
                .first()
                .click();
        page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName(name).setLevel(1))
                .waitFor();
    }

    /** A dataset's row in the list. */
    Locator row(String name) {
        return page.getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHasText(name))
                .first();
    }

    /** The state of the dataset whose view is open. */
    Locator state() {
        return page.locator(".standing .tag");
    }

    /** What the node was told by the page last. */
    Locator notes() {
        return page.locator(".notes");
    }

    /** A part of a view, by its heading. */
    Locator section(String title) {
        return page.locator("section.section")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.HEADING,
                                new Page.GetByRoleOptions().setName(title).setLevel(2))));
    }

    void press(String button) {
        button(button).click();
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** The question that the page asks. */
    Locator question() {
        return page.getByRole(AriaRole.DIALOG);
    }

    /** Answers the question with the button of that name, and waits until it is gone. */
    void answer(String button) {
        question()
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
        question().waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    }
}
