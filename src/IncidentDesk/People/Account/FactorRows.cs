using System.Security.Cryptography;
using System.Text;
using IncidentDesk.Rules.SecondFactor;
using IncidentDesk.Storage;
using Microsoft.AspNetCore.DataProtection;

namespace IncidentDesk.People.Account;

/// <summary>
/// The second factor of a person: a secret that is encrypted with the keys beside the database, and ten recovery codes of which the desk keeps slow hashes. After a
/// restore without those keys the secrets cannot be read: recovery codes still work, and an administrator can reset.
/// </summary>
public sealed class FactorRows(IDataProtectionProvider protection, ILogger<FactorRows> log)
{
    private const int Codes = 10;

    // Without letters that look like another when read from paper.
    private const string Signs = "abcdefghjkmnpqrstuvwxyz23456789";
    private readonly IDataProtector protector = protection.CreateProtector("second-factor");

    /// <param name="ConfirmedAt">Null until the first code was right.</param>
    public sealed record Factor(string Secret, DateTimeOffset? ConfirmedAt, long LastStep);

    /// <summary>The person's secret as it is being set up: a new one each time the page is opened, so that nobody who was there before shares it.</summary>
    /// <param name="isAgain">The page comes back after a wrong code: the same secret once more.</param>
    /// <returns>In Base32; null when a second factor is set up already.</returns>
    public async Task<string?> SecretToConfirmAsync(Transaction transaction, Guid person, bool isAgain, DateTimeOffset now)
    {
        if (await FindAsync(transaction, person) is { } found && (found.ConfirmedAt is not null || (isAgain && Open(found.Secret) is not null)))
            return found.ConfirmedAt is null ? Base32.Write(Open(found.Secret)) : null;
        var secret = RandomNumberGenerator.GetBytes(Totp.SecretBytes);
        await transaction.ExecuteAsync(
            """
            INSERT INTO second_factors (person_id, secret, made_at, last_step) VALUES (@person, @secret, @now, 0)
            ON CONFLICT (person_id) DO UPDATE SET secret = excluded.secret, made_at = excluded.made_at WHERE second_factors.confirmed_at IS NULL
            """,
            new { person, secret = Convert.ToBase64String(protector.Protect(secret)), now });
        return Base32.Write(secret);
    }

    /// <summary>Whether the code is of this moment and was not used before; it is used up by asking.</summary>
    /// <param name="isSetUp">False for the one code that sets it up: until then whoever reads the page has the secret, and it proves nothing.</param>
    public async Task<bool> TakeCodeAsync(Transaction transaction, Guid person, string code, DateTimeOffset now, bool isSetUp = true)
    {
        var digits = string.Concat(code.Where(sign => !char.IsWhiteSpace(sign)));
        return await FindAsync(transaction, person) is { } factor
            && factor.ConfirmedAt.HasValue == isSetUp
            && Open(factor.Secret) is { } secret
            && Totp.Match(secret, digits, now, factor.LastStep) is { } step
            && await transaction.ExecuteAsync(
                "UPDATE second_factors SET last_step = @step WHERE person_id = @person AND last_step < @step", new { person, step }) == 1;
    }

    public static Task<int> ConfirmAsync(Transaction transaction, Guid person, DateTimeOffset now) => transaction.ExecuteAsync(
        "UPDATE second_factors SET confirmed_at = @now WHERE person_id = @person AND confirmed_at IS NULL", new { person, now });

    /// <param name="hash">Of <see cref="RecoveryHash"/>: computed before, because it is slow.</param>
    public static async Task<bool> TakeRecoveryCodeAsync(Transaction transaction, Guid person, string hash, DateTimeOffset now) =>
        await transaction.ExecuteAsync(
            "UPDATE recovery_codes SET used_at = @now WHERE person_id = @person AND hash = @hash AND used_at IS NULL", new { person, hash, now }) == 1;

    /// <summary>Ten new ones, to be shown once.</summary>
    public static IReadOnlyList<string> MakeCodes() =>
        [.. Enumerable.Range(0, Codes).Select(_ => $"{RandomNumberGenerator.GetString(Signs, 5)}-{RandomNumberGenerator.GetString(Signs, 5)}")];

    public static async Task KeepCodesAsync(Transaction transaction, Guid person, IReadOnlyList<string> hashes, DateTimeOffset now)
    {
        await transaction.ExecuteAsync("DELETE FROM recovery_codes WHERE person_id = @person", new { person });
        await transaction.ExecuteAllAsync(
            "INSERT INTO recovery_codes (person_id, hash, made_at) VALUES (@person, @hash, @now)", hashes.Select(hash => new { person, hash, now }));
    }

    /// <summary>Slow on purpose, salted with the person: fifty bits must not fall to whoever reads the table.</summary>
    public static string RecoveryHash(Guid person, string code) => Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(
        string.Concat(code.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)), Encoding.ASCII.GetBytes(person.ToString("D")), 200_000, HashAlgorithmName.SHA256, 32));

    public static async Task<long> CodesLeftAsync(Reading reading, Guid person) =>
        await reading.SingleAsync<long>("SELECT count(*) FROM recovery_codes WHERE person_id = @person AND used_at IS NULL", new { person });

    public static Task<Factor?> FindAsync(Reading reading, Guid person) =>
        reading.SingleAsync<Factor>("SELECT secret, confirmed_at, last_step FROM second_factors WHERE person_id = @person", new { person });

    public static async Task RemoveAsync(Transaction transaction, Guid person)
    {
        await transaction.ExecuteAsync("DELETE FROM second_factors WHERE person_id = @person", new { person });
        await transaction.ExecuteAsync("DELETE FROM recovery_codes WHERE person_id = @person", new { person });
    }

    private byte[]? Open(string secret)
    {
        try
        {
            return protector.Unprotect(Convert.FromBase64String(secret));
        }
        catch (CryptographicException fault)
        {
            log.LogError(fault, "A second factor cannot be read: the keys beside the database are not those that it was encrypted with.");
            return null;
        }
    }
}
