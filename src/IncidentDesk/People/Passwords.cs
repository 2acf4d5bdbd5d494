using System.Security.Cryptography;
using FluentValidation;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules.Passwords;
using Microsoft.AspNetCore.Identity;

namespace IncidentDesk.People;

/// <summary>How passwords are kept and compared, and good ones for those who have not chosen.</summary>
public static class Passwords
{
    /// <summary>What stands in <c>password_hash</c> of somebody who has not set one.</summary>
    public const string None = "";

    // Without letters that look like another when read from a note.
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    private static readonly PasswordHasher<string> Hasher = new();

    // Compared with when there is no such person, so that the answer takes as long.
    private static readonly string NobodysHash = Hasher.HashPassword("", "nobody has this password");

    /// <summary>Four groups of five: about 99 bits, and possible to type from paper.</summary>
    public static string Generate() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 5)));

    /// <summary>Slow on purpose: never while others wait for the writer.</summary>
    public static string HashOf(string password) => Hasher.HashPassword("", PasswordRules.Normal(password) ?? password);

    /// <summary>Takes as long without a hash as with one.</summary>
    public static bool Fits(string? hash, string password)
    {
        var is_ = hash is { Length: > 40 };
        return Hasher.VerifyHashedPassword("", is_ ? hash! : NobodysHash, PasswordRules.Normal(password) ?? "") != PasswordVerificationResult.Failed && is_;
    }

    /// <summary>The one place that judges a new password: by our own rules, then by what leaked.</summary>
    /// <param name="context">As the rules take it: what a stranger would try first.</param>
    public static PasswordRules.Verdict Judge(string password, IReadOnlyList<string?> context) => PasswordRules.Judge(password, context) switch
    {
        PasswordRules.Verdict.Good when LeakedPasswords.AreNear(password) => PasswordRules.Verdict.Common,
        var verdict => verdict,
    };

    /// <summary>The rules as a validator's, with the fault in words.</summary>
    public static IRuleBuilderOptionsConditions<T, string> GoodPassword<T>(this IRuleBuilder<T, string> rule, Func<T, IReadOnlyList<string?>> context) =>
        rule.Custom((password, check) =>
        {
            if (FaultOf(Judge(password, context(check.InstanceToValidate))) is { } fault)
                check.AddFailure(new FluentValidation.Results.ValidationFailure(check.PropertyPath, fault.Message) { ErrorCode = fault.Code, CustomState = fault });
        });

    public static Fault? FaultOf(PasswordRules.Verdict verdict) => verdict switch
    {
        PasswordRules.Verdict.Good => null,
        PasswordRules.Verdict.TooShort => Faults.At("/password", "too-short", PasswordRules.Least),
        PasswordRules.Verdict.TooLong => Faults.At("/password", "too-long", PasswordRules.Most),
        PasswordRules.Verdict.Unreadable => Faults.At("/password", "forbidden-character"),
        PasswordRules.Verdict.Common => Faults.Saying("/password", "bad-format",
            "This is too easy to guess, with figures behind it too: choose at least three words that do not belong together.",
            "Mật khẩu này dễ đoán, kể cả khi thêm số: hãy chọn ít nhất ba từ không liên quan đến nhau."),
        _ => Faults.Saying("/password", "bad-format",
            "This password is made of your name, your agency's or the desk's: choose words that have nothing to do with them.",
            "Mật khẩu này ghép từ tên của bạn, cơ quan hoặc bàn trực: hãy chọn từ không liên quan."),
    };
}
