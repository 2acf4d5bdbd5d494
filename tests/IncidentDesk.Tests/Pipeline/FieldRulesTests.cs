using System.Text.RegularExpressions;
using FluentValidation;
using IncidentDesk.Pipeline;
using NUnit.Framework;

namespace IncidentDesk.Tests.Pipeline;

[Category("once")]
public sealed class FieldRulesTests
{
    private sealed record Form(string? Title = "t", string? Note = null, string? Word = null, string[]? Items = null, long? Count = null, string? Code = null, int Level = 1, string? Built = null);

    private sealed class Rules : AbstractValidator<Form>
    {
        public Rules()
        {
            RuleFor(form => form.Title).TextBetween(1, 5);
            RuleFor(form => form.Note).AtMostCharacters(3);
            RuleFor(form => form.Word).OneOf("clear", "amber+strict");
            RuleFor(form => form.Items).AtMostItems(2);
            RuleFor(form => form.Count).From(0, 10);
            RuleFor(form => form.Level).From(1, 5);
            RuleFor(form => form.Code).WrittenLike(new Regex(@"^[A-Z]+\z"), "SO-YTE");
            RuleFor(form => form.Built).Length(2, 4).WithErrorCode("too-long");
        }
    }

    private static readonly object[] Cases =
    [
        new object[] { new Form(Title: " \t "), "/title too-short", "is required" },
        new object[] { new Form(Title: "sáu ký"), "/title too-long", "at most 5" },
        new object[] { new Form(Note: "abcd"), "/note too-long", "at most 3" },
        new object[] { new Form(Word: "Clear"), "/word not-in-list", "clear, amber+strict" },
        new object[] { new Form(Items: ["a", "b", "c"]), "/items too-many", "at most 2" },
        new object[] { new Form(Count: 11), "/count out-of-range", "from 0 to 10" },
        new object[] { new Form(Level: 0), "/level out-of-range", "from 1 to 5" },
        new object[] { new Form(Code: "SO\n"), "/code bad-format", "SO-YTE" },
        new object[] { new Form(Built: "12345"), "/built too-long", "at most 4" },
    ];

    [TestCaseSource(nameof(Cases))]
    public void A_rule_says_its_code_and_its_limit(object form, string error, string says)
    {
        var fault = new Rules().Validate((Form)form).Errors.Select(FieldFault.Of).Single();
        Assert.That($"{fault.Path} {fault.Code}", Is.EqualTo(error));
        Assert.That(fault.Message, Does.Contain(says));
    }

    [Test]
    public void Absent_fields_pass() => Assert.That(new Rules().Validate(new Form(Title: null)).IsValid);

    [Test]
    public void Characters_are_counted_not_their_halves() => Assert.That(new Rules().Validate(new Form(Title: "😀😀😀😀😀")).IsValid);
}
