using FluentValidation;
using IncidentDesk.Pipeline;
using MediatR;
using NUnit.Framework;

namespace IncidentDesk.Tests.Pipeline;

public sealed class ValidationGateTests
{
    [Test]
    public async Task A_request_that_its_validator_refuses_never_reaches_its_handler()
    {
        await using var server = await PipelineServer.StartAsync();
        var good = await server.PostAsync("""{"title":"tên","detectedAt":"2026-11-20T09:45:00Z"}""", door: "/api/v1/filed");
        var bad = await server.PostAsync("""{"title":"một tên dài quá","detectedAt":"2026-11-20T09:45:00Z","things":[{"type":"ipv4","value":"x"},{"type":"ipv5","value":"x"}]}""", door: "/api/v1/filed");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(good.Text, Is.EqualTo("tên"));
            Assert.That(bad.Status, Is.EqualTo(400));
            Assert.That(bad.Errors, Is.EqualTo((string[])["/title too-long", "/things/1/type not-in-list"]));
            Assert.That(bad.Text, Does.Contain("ipv4, ipv6").And.Contain("tối đa 10 ký tự"));
        }
    }

    [Test]
    public void All_validators_of_a_request_have_their_say()
    {
        var gate = new ValidationGate<Request, string>([new First(), new Second()]);
        var refused = Assert.ThrowsAsync<RefusedException>(() => gate.Handle(new Request("", null), () => throw new InvalidOperationException("reached"), default))!;
        Assert.That(refused.Problem.Errors!.Select(fault => $"{fault.Path} {fault.Code}"), Is.EqualTo((string[])["/name too-short", "Idempotency-Key required"]));
    }

    [TestCase("Observables[0].Type", "/observables/0/type")]
    [TestCase("Body.Observables[12].Type", "/observables/12/type")]
    [TestCase("Report.Title", "/title")]
    [TestCase("Report", "/report")]
    [TestCase("Impact.Functional", "/impact/functional")]
    [TestCase("?limit", "?limit")]
    [TestCase("Idempotency-Key", "Idempotency-Key")]
    [TestCase("", "")]
    public void A_property_is_the_pointer_that_the_client_sent(string property, string path) =>
        Assert.That(FieldFault.PathOf(property), Is.EqualTo(path));

    public sealed record Request(string Name, string? Key) : IRequest<string>;

    private sealed class First : AbstractValidator<Request>
    {
        public First() => RuleFor(request => request.Name).TextBetween(1, 5);
    }

    private sealed class Second : AbstractValidator<Request>
    {
        public Second() => RuleFor(request => request.Key).NotEmpty().OverridePropertyName("Idempotency-Key");
    }

    [Test]
    public void No_validator_knows_a_caller_for_it_is_made_once_and_would_keep_the_first() =>
        Assert.That(
            typeof(ValidationGate<,>).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IValidator)) && !type.IsAbstract)
                .Where(type => type.GetConstructors().Any(made => made.GetParameters().Any(asked => asked.ParameterType == typeof(IncidentDesk.Pipeline.Access.Caller)))),
            Is.Empty);
}
