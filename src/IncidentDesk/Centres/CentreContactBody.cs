using System.Net;
using FluentValidation;
using IncidentDesk.Channels.Mail;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Phones;

namespace IncidentDesk.Centres;

/// <summary>A way to reach a centre, as a person enters it. Until another person verifies it, it is never used.</summary>
public sealed record CentreContactBody
{
    /// <summary>mail, call, voice, sms, webhook or by-hand.</summary>
    public required string Channel { get; init; }

    /// <summary>A mail address, a phone number, an https address, or for by-hand whatever helps to find the place.</summary>
    public required string Value { get; init; }

    /// <summary>What it is for, one word: incident-response, monitoring, hotline.</summary>
    public required string Purpose { get; init; }

    /// <summary>Where it was read or heard.</summary>
    public required string Source { get; init; }

    /// <summary>How sure the source is: verified, secondary, memory or open (default).</summary>
    public string? Sureness { get; init; }

    /// <summary>From now on, where absent.</summary>
    public DateTimeOffset? ValidFrom { get; init; }
    public DateTimeOffset? ValidTo { get; init; }
}

public sealed class CentreContactRules : AbstractValidator<CentreContactBody>
{
    public CentreContactRules()
    {
        RuleFor(contact => contact.Channel).OneOf(Words.Channels);
        RuleFor(contact => contact.Value).TextBetween(1, 500);
        RuleFor(contact => contact.Value).Must((contact, value) => ContactValue.Of(contact.Channel, value) is not null)
            .WithErrorCode("bad-format").When(contact => Words.Channels.Contains(contact.Channel));
        RuleFor(contact => contact.Purpose).TextBetween(1, 60);
        RuleFor(contact => contact.Source).TextBetween(1, 500);
        RuleFor(contact => contact.Sureness).OneOf(Words.SurenessWords);
        RuleFor(contact => contact.ValidTo)
            .Must((contact, end) => end is null || contact.ValidFrom is null || end > contact.ValidFrom).WithErrorCode("out-of-range");
    }
}

/// <summary>What an address of each channel looks like, in the form in which it is kept.</summary>
public static class ContactValue
{
    /// <returns>The value in its kept form, phones as E.164; null when it cannot be one.</returns>
    public static string? Of(string channel, string written) => channel switch
    {
        "mail" => MailAddressRules.TryParse(written.Trim(), out var address) ? address : null,
        "call" or "voice" or "sms" => PhoneNumber.ToE164(written),
        "webhook" => IsWebhook(written.Trim()) ? written.Trim() : null,
        _ => written.Trim() is { Length: > 0 } text ? text : null,
    };

    // In clear text only to this machine, where a test or a gateway listens.
    private static bool IsWebhook(string written) =>
        Uri.TryCreate(written, UriKind.Absolute, out var address) && address.UserInfo.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps
            || (address.Scheme == Uri.UriSchemeHttp && IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));
}
